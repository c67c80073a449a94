namespace MarketoSync.Advice;

/// <summary>
/// Refusals of a whole request, by Marketo's code or the HTTP status. A record ends with one of these only after
/// recovery has tried what can be tried. Source: Adobe's list of error codes and what client libraries met.
/// </summary>
internal static class RequestAdvice
{
    private const string RetryLater = "Retry these records later: nothing is wrong with them.";
    private const string ForDevelopers = "Nothing in your file causes this. Show the message to whoever looks after this integration.";

    public static IReadOnlyList<(string Code, string Meaning, string Action)> All { get; } =
    [
        ("400", "Marketo could not make sense of the request.", ForDevelopers),
        ("401", "Marketo does not accept our client id and secret.", "Check Marketo__ClientId and Marketo__ClientSecret against the service in Marketo's administration."),
        ("403", "Access was denied, by Marketo or by a gateway on the way.", "Ask whether this machine may call Marketo."),
        ("404", "The address called does not exist.", "Check Marketo__BaseUrl and the name of the target."),
        ("413", "The request was larger than Marketo accepts, down to the single record.", "Shorten the record's long texts, then sync it again."),
        ("414", "The address of a look-up was longer than Marketo accepts.", ForDevelopers),
        ("429", "Too many calls came at once.", RetryLater),
        ("500", "Marketo had an internal fault.", RetryLater),
        ("502", "A server on the way to Marketo got no answer.", RetryLater),
        ("503", "Marketo was not available.", RetryLater),
        ("504", "A server on the way to Marketo waited in vain.", RetryLater),
        ("600", "The request carried no access token.", ForDevelopers),
        ("601", "Marketo did not accept the access token, and a new one did not help.", "Check the client id and secret, and whether the service still exists in Marketo's administration."),
        ("602", "The access token had expired, and a new one did not help.", "Resume the run. If it happens again, check the clock and the credentials."),
        ("603", "Our API user may not do this, or our address is not on Marketo's list of allowed ones.", "Ask your Marketo administrator to check the API role's permissions and the list of allowed IP addresses."),
        ("604", "Marketo took too long over these records.", "Retry with fewer records a call (Marketo__MaxBatchRecords). If small calls take too long as well, ask Adobe support."),
        ("605", "The address does not take this kind of request.", ForDevelopers),
        ("606", "More calls came within 20 seconds than Marketo allows. Those of other integrations count.", RetryLater),
        ("607", "Today's quota of calls is used up. It starts anew at midnight, US Central Time.", "Resume the run tomorrow, or ask your Adobe account team for a larger quota."),
        ("608", "Marketo's API was down for a while.", RetryLater),
        ("609", "Marketo could not read the request.", ForDevelopers),
        ("610", "Marketo knows nothing at this address.", "Check the name of the target: custom objects go by their API name."),
        ("611", "Marketo met an unexpected fault with these records.", "Retry later. If the same record fails again, look for unusual values in it or ask Adobe support."),
        ("612", "Marketo did not recognise the kind of content sent.", ForDevelopers),
        ("613", "Marketo could not read the uploaded file's envelope.", ForDevelopers),
        ("614", "Marketo did not find or reach your subscription.", "Check Marketo__BaseUrl. If it is right, retry later."),
        ("615", "More calls were under way at the same time than Marketo allows. Those of other integrations count.", RetryLater),
        ("616", "Your subscription does not include this part of the API.", "Ask your Adobe account team."),
        ("701", "Something that Marketo requires was left empty.", "Fill in what the message names, then sync again."),
        ("702", "Marketo found nothing that matches.", "Check the key or the id."),
        ("703", "This feature is not switched on in your subscription.", "Ask your Adobe account team."),
        ("704", "A date is malformed.", "Write dates as 2026-08-31, with a time as 2026-08-31T14:00:00Z."),
        ("709", "A rule of Marketo forbids this.", "Read the message: it names the rule."),
        ("710", "The parent folder does not exist.", "Check the folder in Marketo."),
        ("711", "The folder is of the wrong type.", "Choose a folder of the right type."),
        ("712", "Person accounts can only be merged in Salesforce.", "Merge them in Salesforce."),
        ("713", "A part of Marketo was briefly unavailable.", RetryLater),
        ("714", "The CRM has no default record type, so the merge failed.", "Ask your CRM administrator."),
        ("719", "Marketo waited too long for a record that something else was changing.", RetryLater),
        ("invalid_client", "Marketo does not accept our client id and secret.", "Check Marketo__ClientId and Marketo__ClientSecret against the service in Marketo's administration."),
        ("unauthorized", "Marketo does not accept our client id and secret.", "Check Marketo__ClientId and Marketo__ClientSecret against the service in Marketo's administration."),
    ];
}
