@NullMarked
package com.hubify.clerk.console;

import org.jspecify.annotations.NullMarked;
