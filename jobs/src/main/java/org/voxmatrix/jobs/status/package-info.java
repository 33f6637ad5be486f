/** Tasks and runs as JSON documents. */
package org.voxmatrix.jobs.status;
