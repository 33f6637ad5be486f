/**
 * Makes the manifest, the list of recordings that extraction reads, from a folder, a glob or a CSV
 * file on any Hadoop file system. It needs no Spark session.
 */
package org.voxmatrix.manifest;
