/** The report of an evaluation: a page that needs no network, and its plots as files. */
package org.voxmatrix.jobs.evaluate.report;
