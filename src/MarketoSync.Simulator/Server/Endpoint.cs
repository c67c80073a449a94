namespace MarketoSync.Simulator;

/// <summary>An endpoint that is one function.</summary>
internal sealed class Endpoint(bool writes, Func<RestRequest, Accepted> accept) : IEndpoint
{
    public bool Writes => writes;

    public Accepted Accept(RestRequest request) => accept(request);

    public static Endpoint Read(Func<RestRequest, Accepted> accept) => new(false, accept);

    public static Endpoint Write(Func<RestRequest, Accepted> accept) => new(true, accept);
}
