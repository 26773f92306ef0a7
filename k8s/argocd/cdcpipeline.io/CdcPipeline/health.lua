-- As kstatus sees it (docs/operator.md), but for a suspended pipeline, which Argo CD has a word of its own for.
local health = {status = "Progressing", message = "Waiting for the operator"}
local status = obj.status
if status == nil or status.conditions == nil or status.observedGeneration ~= obj.metadata.generation then
  return health
end

local is = {}
for _, condition in ipairs(status.conditions) do
  is[condition.type] = condition.status == "True"
  if condition.type == "Ready" then
    health.message = condition.message
  end
end

if is.Reconciling then
  return health
elseif is.Stalled then
  health.status = "Degraded"
elseif is.Suspended then
  health.status = "Suspended"
elseif is.Ready then
  health.status = "Healthy"
end
return health
