/** One class for one job: it validates, labels its Spark jobs, works, and returns counts. */
package org.voxmatrix.jobs;
