@NullMarked
package com.hubify.clerk.sessiontoken;

import org.jspecify.annotations.NullMarked;
