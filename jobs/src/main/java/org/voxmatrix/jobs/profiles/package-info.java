/** Profiles and the enrollments that they are made of: rows, tables, identity and refusals. */
package org.voxmatrix.jobs.profiles;
