/** The template of a job: what is open to one, its plan, and its run from start to end. */
package org.voxmatrix.jobs;
