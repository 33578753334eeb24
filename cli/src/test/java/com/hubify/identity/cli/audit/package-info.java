@NullMarked
package com.hubify.identity.cli.audit;

import org.jspecify.annotations.NullMarked;
