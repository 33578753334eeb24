package com.hubify.identity.server.revocation;

import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/** The atomic steps of {@link RedisRevocations}. */
final class RedisRevocationScripts {

    /** KEYS log, recent; ARGV length of the log, milliseconds for which the recent ones are kept. */
    private static final String PUBLISHING = """
            local function mark(key, by, seconds, ended)
                local known = redis.call('GET', key)
                local before = known and tonumber(known)
                if before and (ended == 'ended' or before >= tonumber(by)) then return false end
                -- What can't be read ends everything, and is left.
                if before or not known then redis.call('SET', key, by, 'EX', seconds) end
                return true
            end
            local function older(entry)
                local millis = tonumber(string.match(entry, '^%d+'))
                return string.format('(%.0f', millis - tonumber(ARGV[2]))
            end
            local function write(kind, id, by)
                local entry = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'kind', kind, 'id', id, 'by', by)
                local line = table.concat({entry, kind, by, id}, ' ')
                redis.call('ZADD', KEYS[2], string.match(entry, '^%d+'), line)
                redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', older(entry))
                redis.call('PEXPIRE', KEYS[2], ARGV[2])
                return entry, line
            end
            -- Of what goes on the latest says all that the one before it said.
            local function replace(latest, line, by)
                local former = redis.call('GET', latest)
                if former and tonumber(string.match(former, '^%S+ %S+ (%d+) ')) <= tonumber(by) then
                    redis.call('ZREM', KEYS[2], former)
                end
                redis.call('SET', latest, line, 'PX', ARGV[2])
            end
            local function publish(key, kind, id, by, seconds, ended, latest)
                if not mark(key, by, seconds, ended) then return end
                local _, line = write(kind, id, by)
                if ended ~= 'ended' then replace(latest, line, by) end
            end
            """;

    private static final String COUNTING = PUBLISHING + """
            local function isFull(set, by, most)
                redis.call('ZREMRANGEBYSCORE', set, '-inf', by)
                return redis.call('ZCARD', set) >= tonumber(most)
            end
            local function count(set, member, till)
                redis.call('ZADD', set, till, member)
                redis.call('PEXPIRE', set, ARGV[2])
            end
            local function knownTill(by)
                return string.format('%.0f', tonumber(by) + math.ceil(tonumber(ARGV[2]) / 1000))
            end
            local function finish(key, kind, id, by, seconds, ends, most, all, allKind, allId, latest)
                if redis.call('EXISTS', key) == 1 then return end
                if isFull(ends, by, most) then
                    publish(all, allKind, allId, by, seconds, 'goes on', latest)
                else
                    count(ends, kind .. ':' .. id, knownTill(by))
                    publish(key, kind, id, by, seconds, 'ended')
                end
            end
            """;

    /** And KEYS ancestor, its latest; ARGV kind, id, by, seconds, whether it ends. */
    static final RedisScript<Boolean> PUBLISH = new DefaultRedisScript<>(PUBLISHING + """
            publish(KEYS[3], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], KEYS[4])
            return true
            """, Boolean.class);

    /** And KEYS grant or session, the ended ones of all, all, its latest; ARGV kind, id, by, seconds, kind and id of all, how many. */
    static final RedisScript<Boolean> PUBLISH_END = new DefaultRedisScript<>(COUNTING + """
            finish(KEYS[3], ARGV[3], ARGV[4], ARGV[5], ARGV[6], KEYS[4], ARGV[9], KEYS[5], ARGV[7], ARGV[8], KEYS[6])
            return true
            """, Boolean.class);

    /**
     * And KEYS token, holder's tokens, holder, its latest; ARGV id, by, until, how many; of the holder kind, id, seconds, whether it ends.
     * Of a person also KEYS tokens of all, the ended ones of all, all, its latest; ARGV kind and id of all, how many of each.
     */
    static final RedisScript<Boolean> PUBLISH_TOKEN = new DefaultRedisScript<>(COUNTING + """
            if redis.call('EXISTS', KEYS[3]) == 1 then return true end
            local id, by, till, isPersons = ARGV[3], ARGV[4], ARGV[5], KEYS[7] ~= nil
            if not isFull(KEYS[4], by, ARGV[6]) and not (isPersons and isFull(KEYS[7], by, ARGV[13])) then
                count(KEYS[4], id, till)
                if isPersons then count(KEYS[7], id, knownTill(by)) end
                publish(KEYS[3], 'token', id, by, math.max(1, tonumber(till) - tonumber(by)), 'ended')
            elseif isPersons then
                finish(KEYS[5], ARGV[7], ARGV[8], by, ARGV[9], KEYS[8], ARGV[14], KEYS[9], ARGV[11], ARGV[12], KEYS[10])
            else
                publish(KEYS[5], ARGV[7], ARGV[8], by, ARGV[9], ARGV[10], KEYS[6])
            end
            return true
            """, Boolean.class);

    /**
     * And KEYS restored, ancestors; ARGV of each its entry, kind, id, by, seconds, whether it ends. Returns how many were
     * not there. They are written at the end of the log, or readers at later positions would miss them.
     */
    static final RedisScript<Long> RESTORE = new DefaultRedisScript<>(PUBLISHING + """
            local written = 0
            for i = 4, #KEYS do
                local at = 3 + (i - 4) * 6
                local lost, kind, id, by = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
                mark(KEYS[i], by, ARGV[at + 4], ARGV[at + 5])
                lost = table.concat({lost, kind, by, id}, ' ')
                if not redis.call('ZSCORE', KEYS[3], lost) then
                    local entry = write(kind, id, by)
                    redis.call('ZADD', KEYS[3], string.match(entry, '^%d+'), lost)
                    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', older(entry))
                    written = written + 1
                end
            end
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            return written
            """, Long.class);

    private RedisRevocationScripts() {}
}
