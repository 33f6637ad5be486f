/** Commands for profiles: enroll, verify, identify, nightly. */
package org.voxmatrix.cli.speakers;
