using './main.bicep'

// The same names as in local.settings.json and in the environment of the command line.
param marketoBaseUrl = readEnvironmentVariable('Marketo__BaseUrl')
param marketoClientId = readEnvironmentVariable('Marketo__ClientId')
param marketoClientSecret = readEnvironmentVariable('Marketo__ClientSecret')
param webhookSecret = readEnvironmentVariable('Sync__WebhookSecret', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')

// Object id of the user who may put files into the inbox.
var uploaderId = readEnvironmentVariable('INBOX_UPLOADER_ID', '')
param uploader = empty(uploaderId) ? null : { id: uploaderId, type: 'User' }
