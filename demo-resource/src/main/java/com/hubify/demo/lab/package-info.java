/**
 * Labs: made, listed, changed and deleted by their owners, and a few public samples that everyone sees. Kept in memory, with
 * a bound, and gone at a restart. Owns who may see and who may change a lab; experiments ask here. When a lab goes, it says
 * so with an event.
 */
@NullMarked
package com.hubify.demo.lab;

import org.jspecify.annotations.NullMarked;
