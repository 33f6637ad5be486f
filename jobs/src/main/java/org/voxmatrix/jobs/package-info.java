/**
 * The one template of a job, {@link org.voxmatrix.jobs.JobRun}, with its plan and its surroundings;
 * every capability is a package below.
 */
package org.voxmatrix.jobs;
