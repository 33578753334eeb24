/**
 * Experiments: planned, run and ended inside a lab. Who sees and who may change one follows from its lab, so {@code lab} is
 * asked each time; the life of an experiment is owned here. Kept in memory, with a bound, and gone with its lab.
 */
@NullMarked
package com.hubify.demo.experiment;

import org.jspecify.annotations.NullMarked;
