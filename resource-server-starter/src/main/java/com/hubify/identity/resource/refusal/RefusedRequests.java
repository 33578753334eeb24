package com.hubify.identity.resource.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Refused requests that wait to be reported. Attack: flood the service with bad credentials, to fill its memory or to displace the
 * refusals of others. So there is room for few, and less for those without a genuine credential; what finds none is not reported.
 */
public final class RefusedRequests {

    /** In about 3 MB, with credentials of at most 8 KB in headers. */
    static final int STRANGERS = 200;

    static final int OWNERS = 1_000;

    private final boolean isOn;
    private final BlockingQueue<RefusedRequest> strangers = new ArrayBlockingQueue<>(STRANGERS);
    private final BlockingQueue<RefusedRequest> owners = new ArrayBlockingQueue<>(OWNERS);

    RefusedRequests(boolean isOn) {
        this.isOn = isOn;
    }

    /** Keeps nothing, since nothing is reported. */
    public static RefusedRequests off() {
        return new RefusedRequests(false);
    }

    /** Never waits. */
    public void add(RefusedRequest refused) {
        if (isOn && refused.isExplained()) {
            boolean unused = (refused.isProven() ? owners : strangers).offer(refused);
        }
    }

    /** Takes some out, those of genuine credentials first. */
    List<RefusedRequest> take(int most) {
        List<RefusedRequest> taken = new ArrayList<>();
        owners.drainTo(taken, most);
        strangers.drainTo(taken, most - taken.size());
        return taken;
    }
}
