@NullMarked
package com.hubify.clerk.fault;

import org.jspecify.annotations.NullMarked;
