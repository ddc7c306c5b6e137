// What was typed into the forms of an incident panel. Apart, because it needs their headers.
#pragma once

#include "dispatch/ui/amend_form.h"
#include "dispatch/ui/close_form.h"
#include "dispatch/ui/incident_panel.h"
#include "dispatch/ui/incident_parts.h"
#include "dispatch/ui/open_form.h"
#include "dispatch/ui/task_box.h"

namespace shouwang::dispatch {

struct IncidentPanel::Drafts {
    OpenForm::Drafts opening;
    TaskBox::Drafts tasks;
    NoteBox::Drafts notes;
    CloseForm::Drafts closing;
    AmendForm::Drafts amending;
};

} // namespace shouwang::dispatch
