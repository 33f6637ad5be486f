/** What readers are told of tasks and runs, as JSON. */
package org.voxmatrix.jobs.status;
