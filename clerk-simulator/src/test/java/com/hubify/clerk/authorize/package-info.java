@NullMarked
package com.hubify.clerk.authorize;

import org.jspecify.annotations.NullMarked;
