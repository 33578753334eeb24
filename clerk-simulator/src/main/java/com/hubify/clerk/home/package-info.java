/**
 * The page at the root, which tells a developer what this is and how to use it.
 */
@NullMarked
package com.hubify.clerk.home;

import org.jspecify.annotations.NullMarked;
