-- One page under ever another address, so that none is answered from what was kept.
local number, prefix = 0, ""
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("mine", threads)
end

function init(args)
  prefix = args[1]
end

function request()
  number = number + 1
  return wrk.format("GET", string.format("%s?anew=%s-%d-%d", prefix, tostring(os.time()), mine, number))
end
