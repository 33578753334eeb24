@NullMarked
package com.hubify.identity.cli.apikey.scan;

import org.jspecify.annotations.NullMarked;
