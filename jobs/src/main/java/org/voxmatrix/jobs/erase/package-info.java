/** Removes a person from every table and its history. */
package org.voxmatrix.jobs.erase;
