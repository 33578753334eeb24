@NullMarked
package com.hubify.clerk.discovery;

import org.jspecify.annotations.NullMarked;
