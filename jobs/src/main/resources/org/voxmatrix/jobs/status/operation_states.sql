SELECT run_id, operation_id, kind, status, created_at, last_action_at, message
FROM vox.main.operations
UNION ALL
SELECT task.run_id, task.task_id,
  CASE task.job
    WHEN 'enroll' THEN 'enrollment'
    WHEN 'identify' THEN 'identification'
    ELSE 'verification'
  END,
  IF(task.state = 'running', 'running', 'notstarted'),
  run.created_at,
  -- A wave begins when the one before it, or the process that does it, has come so far.
  IF(task.state = 'running', greatest(run.updated_at, before.finished_at), run.created_at),
  NULL
FROM task_states() task
JOIN run_states() run ON run.run_id = task.run_id
LEFT JOIN (
  SELECT run_id, wave, max(finished_at) AS finished_at FROM vox.main.tasks GROUP BY run_id, wave
) before ON before.run_id = task.run_id AND before.wave = task.wave - 1
WHERE task.job IN ('enroll', 'identify', 'verify') AND task.state IN ('pending', 'running')
