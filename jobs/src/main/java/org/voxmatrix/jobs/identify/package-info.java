/** Identifies the speaker of each recording among enrolled profiles. */
package org.voxmatrix.jobs.identify;
