/** Speaker models: which there are, what they are worth here, and how others are added. */
package org.voxmatrix.jobs.models;
