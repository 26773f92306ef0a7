local health = {status = "Progressing", message = "Waiting for the operator"}
local status = obj.status
if status == nil or status.phase == nil then
  return health
end

health.message = status.result or ""
for _, condition in ipairs(status.conditions or {}) do
  if health.message == "" then
    health.message = condition.message
  end
end

if status.phase == "Succeeded" then
  health.status = "Healthy"
elseif status.phase == "Failed" then
  health.status = "Degraded"
end
return health
