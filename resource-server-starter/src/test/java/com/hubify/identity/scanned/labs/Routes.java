package com.hubify.identity.scanned.labs;

import com.hubify.identity.resource.RequiresScope;
import org.springframework.stereotype.Component;

/** A component that makes an object itself. */
@Component
public class Routes {

    private final Labs labs = new Labs();

    /** Calls it. */
    public void save() {
        labs.save();
    }

    static class Labs {

        @RequiresScope("labs:write")
        void save() {}
    }
}
