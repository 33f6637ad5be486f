SELECT run.run_id, run.job,
  -- A running run without a working process is interrupted.
  IF(run.state = 'running' AND lease.run_id IS NULL, 'interrupted', run.state) AS state,
  run.waves, run.items, run.skipped, run.model, run.model_fingerprint,
  run.correlation_id, run.request_id, run.owner, run.created_at, run.updated_at
FROM vox.main.runs run
LEFT JOIN (
  SELECT DISTINCT run_id FROM vox.main.locks
  WHERE expires_at > current_timestamp() AND NOT process_ended(owner)
) lease ON lease.run_id = run.run_id
