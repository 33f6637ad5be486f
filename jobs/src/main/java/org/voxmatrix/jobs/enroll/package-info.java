/** Adds recordings to profiles under the enrollment rules. */
package org.voxmatrix.jobs.enroll;
