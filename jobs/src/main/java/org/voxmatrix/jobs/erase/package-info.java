/** Removes a person from every table and from what tables keep of their past. */
package org.voxmatrix.jobs.erase;
