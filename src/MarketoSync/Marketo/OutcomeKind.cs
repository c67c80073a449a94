using System.Text.Json.Serialization;

namespace MarketoSync.Marketo;

/// <summary>What came of a call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>Marketo answered each record of the call.</summary>
    Accepted,

    /// <summary>Marketo, or a gateway before it, refused the call as a whole and said why.</summary>
    Refused,

    /// <summary>The call may have been carried out; no usable answer came back.</summary>
    Lost,

    /// <summary>The call never left: no connection could be made.</summary>
    NotSent,

    /// <summary>No token could be had: the credentials are wrong.</summary>
    SignInRefused,

    /// <summary>The call was not made: our own share of the day's calls is spent.</summary>
    DailyLimit,
}
