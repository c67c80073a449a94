namespace MarketoSync.Budget.Leasing;

/// <summary>
/// What one process holds of the subscription's calls: what it was granted and has not handed out, what is on its way, and what the
/// <see cref="CallBook"/> has to be told. Its members are called under its owner's lock.
/// </summary>
internal sealed class Lease(string worker, LeaseTerms terms)
{
    /// <summary>How long calls are kept while nobody wants one.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(2);

    /// <summary>Calls at a time that are asked for beyond those that wait: more are about to.</summary>
    private const int Spare = 2;

    private readonly HashSet<LeasedCall> _uncounted = [];
    private List<DateTimeOffset> _counted = [];
    private DateTimeOffset _validUntil = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _askAgain;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _lastUse = DateTimeOffset.UnixEpoch;
    private DateTimeOffset? _spentUntil;
    private long _sequence;
    private int _calls;
    private int _slots;
    private int _inFlight;
    private int _share = int.MaxValue;

    /// <summary>Calls at a time to ask for at most: with no share it is another's turn, and then this one's again.</summary>
    private int MostInFlight => Math.Min(terms.Limits.Concurrent, Math.Max(1, _share));

    /// <summary>Until when the day's share is spent, if it is and no call is left.</summary>
    public DateTimeOffset? SpentAt(DateTimeOffset now) => _spentUntil > now && _calls == 0 ? _spentUntil : null;

    public void Pause(DateTimeOffset until)
    {
        if (until > _pausedUntil) _pausedUntil = until;
    }

    public bool CanHandOut(DateTimeOffset now) =>
        _calls > 0 && _inFlight < Math.Min(_slots, _share) && now < _validUntil && now >= _pausedUntil;

    public LeasedCall HandOut(DateTimeOffset now)
    {
        _calls--;
        _inFlight++;
        _lastUse = now;
        var call = new LeasedCall();
        _uncounted.Add(call);
        return call;
    }

    /// <summary>The call is answered or given up.</summary>
    /// <returns>False if that was said before: then nothing changes.</returns>
    public bool Release(LeasedCall call, DateTimeOffset now)
    {
        if (call.IsReleased) return false;
        call.IsReleased = true;
        _inFlight--;
        if (call.SentAt is null)
        {
            // It was never made, and can be made yet.
            _uncounted.Remove(call);
            _calls++;
        }
        else if (_uncounted.Contains(call))
        {
            var way = call.SentAt.Value + CallLimits.LongestWay;
            Count(call, way < now ? way : now);
        }

        return true;
    }

    /// <summary>When the book is to be asked next, or null if there is no need to.</summary>
    /// <param name="waiting">How many wait for a call.</param>
    public DateTimeOffset? NextExchange(int waiting, DateTimeOffset now)
    {
        var renew = Later(_validUntil - LeaseTerms.Length / 2, Later(_askAgain, now));
        if (waiting > 0)
        {
            if (_pausedUntil > now) return _pausedUntil;

            // What is above the share is for others, who wait.
            if (_slots > _share && _inFlight < _slots) return Later(_askAgain, now);
            return _calls > 0 && _inFlight >= MostInFlight && now < _validUntil ? renew : Later(_askAgain, now);
        }

        if (_lastUse + s_idle > now)
            return _calls <= LeaseTerms.Block / 2 ? Later(_askAgain, now) : Earlier(renew, _lastUse + s_idle);
        if (_inFlight > 0) return _calls > 0 ? now : renew;
        return _calls > 0 || _slots > 0 ? now : null;
    }

    /// <summary>What to tell the book and to ask it for. What is told is held to be told until <see cref="NotHeard"/> says otherwise.</summary>
    public CallRequest Request(int waiting, DateTimeOffset now) => Request(waiting, waiting == 0 && _lastUse + s_idle <= now, now);

    /// <summary>Gives everything back that is not in use.</summary>
    public CallRequest LastRequest(DateTimeOffset now) => Request(0, isIdle: true, now);

    /// <param name="askedAt">When the request was made.</param>
    public void Take(CallGrant grant, DateTimeOffset askedAt, DateTimeOffset now)
    {
        _calls += grant.Calls;
        _slots += grant.Slots;
        _share = grant.Share;
        _validUntil = askedAt + LeaseTerms.Length;
        _askAgain = now + grant.RetryAfter;
        Pause(now + grant.PausedFor);
        _spentUntil = grant.SpentUntil;
    }

    /// <summary>The book did not answer: what it was told is told the next time, when the calls it was about are no younger.</summary>
    public void NotHeard(CallRequest request, DateTimeOffset askedAt, DateTimeOffset now)
    {
        _askAgain = now + s_idle;
        _counted.AddRange(request.CountedBefore.Select(milliseconds => askedAt - TimeSpan.FromMilliseconds(milliseconds)));
    }

    private CallRequest Request(int waiting, bool isIdle, DateTimeOffset now)
    {
        foreach (var call in _uncounted.Where(call => call.SentAt + CallLimits.LongestWay <= now).ToList())
            Count(call, call.SentAt!.Value + CallLimits.LongestWay);
        if (isIdle || now >= _validUntil || _share == 0) _calls = 0;
        _slots = isIdle ? _inFlight : Math.Max(_inFlight, Math.Min(_slots, _share));
        var counted = _counted;
        _counted = [];
        return new CallRequest(
            worker,
            ++_sequence,
            [.. counted.Select(time => (int)Math.Floor((now - time).TotalMilliseconds))],
            _calls + _uncounted.Count,
            _slots,
            isIdle ? 0 : Math.Max(0, LeaseTerms.Block - _calls),
            isIdle ? 0 : Math.Max(0, Math.Min(MostInFlight, _inFlight + waiting + Spare) - _slots));
    }

    private void Count(LeasedCall call, DateTimeOffset time)
    {
        _uncounted.Remove(call);
        _counted.Add(time);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
