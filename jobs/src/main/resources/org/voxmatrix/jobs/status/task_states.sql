SELECT run_id, wave, position, task_id, job, item_id, state, fault, finished_at
FROM vox.main.tasks
WHERE job NOT LIKE '%.part'
UNION ALL
-- Waves are done in order, so the first one that is not done is the one being worked on.
SELECT run_id, wave, position, task_id, job, item_id,
  IF(run_state = 'running' AND wave = min(wave) OVER (PARTITION BY run_id), 'running', 'pending'),
  NULL, NULL
FROM (
  SELECT plan.run_id, plan.wave, plan.position, plan.task_id, run.job, plan.item_id,
    run.state AS run_state
  FROM vox.main.plan_items plan
  LEFT JOIN run_states() run ON run.run_id = plan.run_id
  LEFT ANTI JOIN vox.main.tasks done ON done.run_id = plan.run_id AND done.wave = plan.wave
)
