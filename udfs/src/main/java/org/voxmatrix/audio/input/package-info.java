/** The bytes of a recording, what a recording may be at most, and how its faults are told. */
package org.voxmatrix.audio.input;
