namespace MarketoSync.Simulator;

/// <summary>One verb on one path. A new Marketo object is a new row in <see cref="RestRoutes"/> with endpoints of this kind.</summary>
internal interface IEndpoint
{
    /// <summary>Whether a call changes data, so that it matters whether a fault comes before or after.</summary>
    bool Writes { get; }

    /// <summary>Reads the request and looks up what it will need; changes nothing.</summary>
    Accepted Accept(RestRequest request);
}
