/** What the tests of several modules use: a clock to wind, and the rules that hold for the code of each module. */
@NullMarked
package com.hubify.testing;

import org.jspecify.annotations.NullMarked;
