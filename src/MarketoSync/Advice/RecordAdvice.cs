namespace MarketoSync.Advice;

/// <summary>
/// Marketo's verdicts on single records. Some of the codes also arrive for a whole request: the same words hold.
/// Source: Adobe's list of error codes and recorded traffic.
/// </summary>
internal static class RecordAdvice
{
    public static IReadOnlyList<(string Code, string Meaning, string Action)> All { get; } =
    [
        ("501", "Marketo refused the record without a usable explanation.", "Sync the record again on its own. If it is refused again, ask Adobe support."),
        ("718", "The opportunity names a sales person who is not in Marketo.", "Sync the sales person first, or empty the field, then retry."),
        ("1001", "A value is of the wrong type, for instance text where a number belongs.", "Correct the value in your file, then sync the record again."),
        ("1002", "A value that Marketo requires is missing.", "Fill in the field that the message names, then sync the record again."),
        ("1003", "A value does not fit its field, or may not be given with this action.", "Correct the value of the field that the message names, then sync the record again."),
        ("1004", "What the record names is not in Marketo: the person, or an object that it links to.", "Check the key and the links, or sync what they name first. To add new people as well, sync leads by createOrUpdate."),
        ("1005", "The person is already in Marketo, and you asked only for new ones.", "Nothing to do if the person should stay as is. To change existing people too, use createOrUpdate."),
        ("1006", "The record has a field that Marketo does not know.", "Check the spelling: the API name is needed, not the label. If somebody hid or deleted the field, leave it out."),
        ("1007", "Several people in Marketo have this key, so Marketo cannot tell which one is meant.", "Merge the duplicates in Marketo, or use a lookup field that is unique, such as the id."),
        ("1008", "Our API user may not see the partition that holds the person.", "Ask your Marketo administrator to give the API user's role access to that partition."),
        ("1009", "Marketo needs to know which partition to write to.", "Name the partition when you start the sync."),
        ("1010", "The person lives in another partition and cannot be moved this way.", "Sync the record to the partition where the person is, or move the person in Marketo first."),
        ("1011", "This field cannot be used to find records.", "Choose another lookup field, for instance email."),
        ("1012", "The web cookie in the record is malformed.", "Correct or empty the cookie value, then sync the record again."),
        ("1013", "What the record refers to does not exist in Marketo.", "Check the key or the list's or program's id. To create missing records, use createOrUpdate."),
        ("1014", "Marketo could not create the object.", "Retry later. If it happens again, ask Adobe support."),
        ("1015", "The person is not on the list.", "Nothing to do."),
        ("1016", "Marketo's import queue is full: it takes ten imports, and those of colleagues count.", "Wait until other imports are through, then retry."),
        ("1017", "The object is already in Marketo, and you asked only for new ones.", "Nothing to do if it should stay as is. To change existing ones too, use createOrUpdate."),
        ("1018", "Your CRM owns these records: with its native sync switched on, Marketo takes them only from there.", "Make the change in the CRM."),
        ("1019", "Somebody is importing into this list right now.", "Wait until that import is through, then retry."),
        ("1020", "Today's allowance of cloned people is used up.", "Retry tomorrow."),
        ("1021", "Company fields cannot be changed through a person.", "Sync companies as their own target and take the company fields out of this file."),
        ("1022", "The object is still in use by others.", "Delete or change what refers to it first, then retry."),
        ("1025", "The program's channel has no such status.", "Use one of the statuses that the channel has, spelled exactly alike."),
        ("1026", "Your subscription has no custom objects.", "Ask your Adobe account team to switch them on."),
        ("1027", "No more custom activity types can be created.", "Delete one that nobody uses, or ask Adobe support."),
        ("1028", "The activity type has more fields than Marketo allows.", "Use at most 20 additional fields."),
        ("1029", "Marketo's queue of export jobs, or its daily export volume, is used up.", "Retry later, or tomorrow."),
        ("1035", "This filter is not available in your subscription.", "Use another filter."),
        ("1036", "The same key came twice in one call.", "Keep one record for each key, then sync it again."),
        ("1037", "The person already has this program status or a later one, or is not in the program.", "Nothing to do."),
        ("1042", "The date lies further ahead than Marketo allows.", "Use a date within the next two years."),
        ("1048", "The draft of a custom object could not be discarded.", "Discard the draft in Marketo's administration."),
        ("1049", "The activity's details are larger than Marketo stores.", "Shorten the texts of the activity, then sync it again."),
        ("1076", "The CRM's duplicate rule forbids this merge.", "Merge the records in the CRM."),
        ("1077", "A value is longer than its field.", "Shorten the value, then sync the record again."),
        ("1078", "The CRM refused the merge, because a record is deleted or of another kind.", "Merge the records in the CRM."),
        ("1079", "Two people have different personal URLs.", "Merge them in Marketo's user interface."),
        ("1080", "More records were to be merged at once than Marketo allows.", "Merge at most 25 at a time."),
    ];
}
