-- Entries with two quotes, as the log form sends them: token, first day, seed, then the cookies of
-- those who write, in turn. Each entry has an identity and words of its own.
local token, first, seed, writers = "", "", 0, {}
local thread_number, turn = 0, 0

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

function init(args)
  token, seed = args[1], tonumber(args[2])
  first = tonumber(args[3])
  for index = 4, #args do
    writers[#writers + 1] = args[index]
  end
end

function request()
  turn = turn + 1
  local mine = number * 1000000 + turn
  local id = string.format("%08x-%04x-4000-8000-%012x", seed, number, turn)
  local day = os.date("!%Y-%m-%d", first - (turn % 300) * 86400)
  local words = "We+wait+for+the+report+" .. seed .. "+" .. mine
  local body = "csrfmiddlewaretoken=" .. token .. "&client_id=" .. id .. "&task=&title=Briefing+"
    .. mine .. "&date=" .. day .. "&minutes=45&notes=Two+questions+stayed+open.&lesson="
    .. "&quotes-TOTAL_FORMS=2&quotes-INITIAL_FORMS=0&quotes-MIN_NUM_FORMS=0"
    .. "&quotes-MAX_NUM_FORMS=50&quotes-0-text=" .. words .. "&quotes-0-speaker=Buyer"
    .. "&quotes-1-text=" .. words .. "+again&quotes-1-customer=Northwind"
  local headers = {
    ["Cookie"] = "csrftoken=" .. token .. "; sessionid=" .. writers[turn % #writers + 1],
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }
  return wrk.format("POST", nil, headers, body)
end
