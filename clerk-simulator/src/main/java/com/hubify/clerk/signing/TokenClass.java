package com.hubify.clerk.signing;

/** Clerk's {@code cat} header: tells classes of tokens apart that one key signs. */
public enum TokenClass {
    SESSION("cl_B7d4PD111AAA"),
    TEMPLATE("cl_B7d4PD222AAA"),
    MACHINE("cl_B7d4PD333AAA"),
    /** Says nothing; some instances stamp it on everything. */
    IGNORE("cl_I7d4PD111III");

    private final String code;

    TokenClass(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
