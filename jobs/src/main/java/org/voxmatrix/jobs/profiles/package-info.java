/** Profiles and their enrollments: rows, tables, identity and rejections. */
package org.voxmatrix.jobs.profiles;
