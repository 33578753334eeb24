package com.hubify.identity.server.organization;

/** What became of news of a membership. */
enum Recorded {
    /** It was not known before. */
    NEW,
    /** Role or permissions are others than before. */
    CHANGED,
    /** It is newer than what was known, and says the same. */
    UNCHANGED,
    /** It has been recorded before. Whoever recorded it may have been killed before they told others. */
    REPEATED,
    /** The person is no longer a member. */
    ENDED,
    /** Something newer is known, or the person is in too many organizations. Nothing was recorded. */
    PASSED_OVER
}
