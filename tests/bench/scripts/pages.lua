-- Pages in turn: the paths are the arguments.
local paths, turn = {}, 0

function init(args)
  paths = args
end

function request()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1])
end
