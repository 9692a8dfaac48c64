-- What wrk sends: wrk … -s requests.lua URL -- post <token> <count> <path> | get <token> <first>
-- <people> <path>. A `%s` in the path is a person's id. A post ends with its count: each request is
-- another person's, and the ids of what was made go to the file that WRK_IDS names.

local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds, microseconds; } instant;"
    .. "int gettimeofday(instant *now, void *zone);")

local kind, token, number, people, path
-- wrk asks for one request before the first that it sends.
local sent, created, made = -1, 0, {}
local began

local body = '{"action":"adminAssign","justification":"bench","principalId":"%s",'
    .. '"roleDefinitionId":"fdd7a751-b60b-444a-984c-02652fe8fa1c","directoryScopeId":"/",'
    .. '"scheduleInfo":{"expiration":{"type":"afterDuration","duration":"P30D"}}}'

local function seconds()
    local now = ffi.new("instant")
    ffi.C.gettimeofday(now, nil)
    return tonumber(now.seconds) + tonumber(now.microseconds) / 1e6
end

local function person(index)
    return string.format("00000000-0000-0005-0000-%012x", index)
end

function init(args)
    kind, token, number = args[1], args[2], tonumber(args[3])
    people = kind == "get" and tonumber(args[4]) or 0
    path = args[#args]
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    local index = math.max(sent, 0)
    sent = sent + 1
    if index == 0 then began = seconds() end
    if kind == "get" then
        return wrk.format("GET", path:format(person(number + index % people)))
    end
    -- What is in flight beyond the count must not make anything.
    if index >= number then return wrk.format("GET", path .. "?$top=1") end
    return wrk.format("POST", path, nil, body:format(person(index)))
end

-- wrk itself goes on until its time is up: this ends it with the last answer that counts.
local function count(status, headers, answer)
    if status == 201 then
        created = created + 1
        made[created] = answer:match('"id":"?([^",}]+)') or ""
    elseif sent <= number then
        io.stderr:write(status, " ", answer, "\n")
        os.exit(1)
    end
    if created < number then return end
    local taken = seconds() - began
    local out = io.open(os.getenv("WRK_IDS"), "w")
    out:write(table.concat(made, "\n"))
    out:close()
    print(string.format("RESULT %d %f", created, created / taken))
    io.stdout:flush()
    os.exit(0)
end

-- Reading answers costs wrk more than sending does: where nothing is counted, it does not.
if os.getenv("WRK_IDS") then response = count end

function done(summary)
    local errors = summary.errors
    local bad = errors.status + errors.read + errors.write + errors.connect + errors.timeout
    if bad > 0 then io.stderr:write(bad, " errors\n") end
    print(string.format("RESULT %d %f", summary.requests - bad,
        summary.requests / summary.duration * 1e6))
end
