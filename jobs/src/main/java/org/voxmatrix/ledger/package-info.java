/**
 * What was asked for, who works on it, and what is done: runs, their frozen plans and leases,
 * tasks, operations, and what was erased and must not come back.
 */
package org.voxmatrix.ledger;
