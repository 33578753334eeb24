/** What verifying costs within a process, without HTTP: JMH for time, the heap for memory. */
@NullMarked
package com.hubify.identity.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
