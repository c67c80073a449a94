namespace MarketoSync.Simulator;

/// <summary>How a fault shows to the caller.</summary>
public enum FaultEffect
{
    /// <summary>HTTP 200 with <c>success:false</c> and the fault's code.</summary>
    ErrorCode,

    /// <summary>The fault's HTTP status with an HTML page.</summary>
    HttpHtml,

    /// <summary>The fault's HTTP status with an empty body.</summary>
    HttpEmpty,

    /// <summary>The connection is reset without an answer.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the body.</summary>
    TruncatedBody,

    /// <summary>A complete HTTP answer whose JSON stops in the middle.</summary>
    CutJson,

    /// <summary>The usual answer without its last result.</summary>
    MissingResult,

    /// <summary>The usual answer after <see cref="FaultPlan.SlowDelay"/>.</summary>
    Slow,

    /// <summary>The usual answer with codes as JSON numbers.</summary>
    NumericCodes,

    /// <summary>The usual answer with one <c>reason</c> object instead of a list of <c>reasons</c>.</summary>
    SingularReason,

    /// <summary>The usual answer with reasons under <c>errors</c>.</summary>
    ErrorsMember,

    /// <summary>One record is not written and is skipped with a code that Adobe does not list.</summary>
    UnknownRecordCode,
}
