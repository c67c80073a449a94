using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Preflight;

/// <summary>What came of asking which fields an object has.</summary>
/// <param name="Schema">Null if it could not be read.</param>
/// <param name="Calls">Requests to the REST API that it took: none if a description was kept.</param>
/// <param name="Fault">What came of the last of them, if there is no description.</param>
public sealed record SchemaAnswer(ObjectSchema? Schema, CallCount Calls, CallResult? Fault = null);
