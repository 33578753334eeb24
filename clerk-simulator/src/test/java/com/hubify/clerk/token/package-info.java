@NullMarked
package com.hubify.clerk.token;

import org.jspecify.annotations.NullMarked;
